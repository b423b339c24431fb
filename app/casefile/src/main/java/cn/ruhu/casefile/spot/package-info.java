/// The district's check of a household (区级抽查, DOMAIN §6.2): which visits are checks, and what a
/// check found beside the visit it checked. Pure.
@NullMarked
package cn.ruhu.casefile.spot;

import org.jspecify.annotations.NullMarked;
