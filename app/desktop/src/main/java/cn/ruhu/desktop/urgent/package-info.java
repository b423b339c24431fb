/// Aid before papers (先行救助) at the window and at the chief's desk.
@NullMarked
package cn.ruhu.desktop.urgent;

import org.jspecify.annotations.NullMarked;
