/// What a caller is handed: the server's introduction and pages of the feed.
@NullMarked
package cn.ruhu.server.handout;

import org.jspecify.annotations.NullMarked;
