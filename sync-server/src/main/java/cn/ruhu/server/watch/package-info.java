/// What an operator watches: whether the server can serve, and its figures. No personal data, no
/// ids.
@NullMarked
package cn.ruhu.server.watch;

import org.jspecify.annotations.NullMarked;
