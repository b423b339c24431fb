/// That nothing is lost, shown with real programs: killed, cut off, without room (SYNC §5, §6).
@NullMarked
package cn.ruhu.journeys.proofs;

import org.jspecify.annotations.NullMarked;
