/// Who works on which case, and taking a case over from a colleague.
@NullMarked
package cn.ruhu.desktop.holders;

import org.jspecify.annotations.NullMarked;
