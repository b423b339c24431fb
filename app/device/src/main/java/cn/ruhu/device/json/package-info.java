/// Replies of other programs of this machine, read as the untrusted text they are.
@NullMarked
package cn.ruhu.device.json;

import org.jspecify.annotations.NullMarked;
