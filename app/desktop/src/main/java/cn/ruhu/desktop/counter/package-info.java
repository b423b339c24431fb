/// What a clerk has at hand at the counter with any case: telling the applicant how it stands, and
/// handing it field by field to the city's system. No feature of its own: screens that have a case
/// in hand take it in through [cn.ruhu.desktop.counter.Counter].
@NullMarked
package cn.ruhu.desktop.counter;

import org.jspecify.annotations.NullMarked;
