/// Sealed bundles from one machine to another beside it, over a local network and without a server:
/// one waits and shows a code ([Reception]), the other types it and sends ([Delivery]).
@NullMarked
package cn.ruhu.sync.lan;

import org.jspecify.annotations.NullMarked;
