/// What went, what came, what waits on this machine, and why.
@NullMarked
package cn.ruhu.desktop.journal;

import org.jspecify.annotations.NullMarked;
