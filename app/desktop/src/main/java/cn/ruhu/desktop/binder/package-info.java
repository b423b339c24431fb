/// 案卷材料: every page of a case with its earlier versions; put elsewhere, replaced, inserted,
/// re-ordered, squared, stamped, taken out, and handed on as one PDF/A.
@NullMarked
package cn.ruhu.desktop.binder;

import org.jspecify.annotations.NullMarked;
