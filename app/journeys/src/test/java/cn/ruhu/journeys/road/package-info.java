/// The data's road walked by people on machines of their own, through the real server.
@NullMarked
package cn.ruhu.journeys.road;

import org.jspecify.annotations.NullMarked;
