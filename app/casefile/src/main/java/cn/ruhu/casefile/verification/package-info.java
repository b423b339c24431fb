/// The city's verification of a household's economic situation (核对, Policy §13): what goes out,
/// what comes back, and how a report becomes the registry column. Pure; files are the desktop's.
@NullMarked
package cn.ruhu.casefile.verification;

import org.jspecify.annotations.NullMarked;
