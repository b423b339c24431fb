/// Notices of other streets' cases that hang at this street's board because the household lives
/// here (外街公示张贴, DOMAIN §0.2 C12). This street never sees those cases.
@NullMarked
package cn.ruhu.desktop.postings;

import org.jspecify.annotations.NullMarked;
