/// The walls that fail the build.
@NullMarked
package cn.ruhu.journeys.rules;

import org.jspecify.annotations.NullMarked;
