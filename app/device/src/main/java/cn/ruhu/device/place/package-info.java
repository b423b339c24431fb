/// Where a visit happens: positions from satellite receivers.
@NullMarked
package cn.ruhu.device.place;

import org.jspecify.annotations.NullMarked;
