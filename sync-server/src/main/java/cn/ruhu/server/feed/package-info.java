/// The commit-ordered history: records as they stand, the counter with its hash chain, pulls.
@NullMarked
package cn.ruhu.server.feed;

import org.jspecify.annotations.NullMarked;
