/// The working-day clock with the make-up weekends of the State Council (DOMAIN §2.3).
@NullMarked
package cn.ruhu.casefile.calendar;

import org.jspecify.annotations.NullMarked;
