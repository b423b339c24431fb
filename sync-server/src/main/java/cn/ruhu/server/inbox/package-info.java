/// Takes pushes in: each op once, in one transaction, with a verdict.
@NullMarked
package cn.ruhu.server.inbox;

import org.jspecify.annotations.NullMarked;
