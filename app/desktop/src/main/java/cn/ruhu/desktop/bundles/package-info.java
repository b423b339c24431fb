/// Work that leaves and comes in sealed bundles: the parts the sign-in and the journal share.
@NullMarked
package cn.ruhu.desktop.bundles;

import org.jspecify.annotations.NullMarked;
