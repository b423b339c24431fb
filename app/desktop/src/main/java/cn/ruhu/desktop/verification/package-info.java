/// The city's verification of economic situation (核对): who is asked about goes out in a batch, what
/// the city found comes back into the registry column. The city's system stands behind
/// `EconomicVerificationGateway`.
@NullMarked
package cn.ruhu.desktop.verification;

import org.jspecify.annotations.NullMarked;
