/// The real client core and the real server core in one process without network, disk or
/// signatures, under faults drawn from a seed (SYNC §6).
@NullMarked
package cn.ruhu.journeys.simulation;

import org.jspecify.annotations.NullMarked;
