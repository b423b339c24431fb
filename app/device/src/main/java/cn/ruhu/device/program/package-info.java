/// Programs of this machine that drive a scanner: started, listened to, and ended. Their files come
/// into a folder that only this user can enter and that is emptied as soon as a page was kept.
@NullMarked
package cn.ruhu.device.program;

import org.jspecify.annotations.NullMarked;
