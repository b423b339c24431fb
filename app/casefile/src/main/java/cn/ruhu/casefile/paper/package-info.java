/// What paper needs and every side must agree on: the code printed on a page that comes back, the
/// numbers of documents, what a public notice hides. Pure.
@NullMarked
package cn.ruhu.casefile.paper;

import org.jspecify.annotations.NullMarked;
