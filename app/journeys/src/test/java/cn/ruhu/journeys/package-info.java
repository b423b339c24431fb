/// Real window, real store, real server on loopback; and the rules of the house.
@NullMarked
package cn.ruhu.journeys;

import org.jspecify.annotations.NullMarked;
