/// Two people wrote two values: both stand here, with their authors, until a person decides.
@NullMarked
package cn.ruhu.desktop.conflicts;

import org.jspecify.annotations.NullMarked;
