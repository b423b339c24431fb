/// What a change makes of a record as it stands: pure, no database, no clock.
@NullMarked
package cn.ruhu.server.merge;

import org.jspecify.annotations.NullMarked;
