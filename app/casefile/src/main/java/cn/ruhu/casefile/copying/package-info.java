/// Handing a case to another system field by field: the office's order of fields and the form each
/// value takes there. Pure: bytes come in, lines of text go out.
@NullMarked
package cn.ruhu.casefile.copying;

import org.jspecify.annotations.NullMarked;
