/// The investigators' day: assigned households, the door, the survey, signatures and the seal.
/// Everything works without the network.
@NullMarked
package cn.ruhu.desktop.visit;

import org.jspecify.annotations.NullMarked;
