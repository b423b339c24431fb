/// People of the cases and rows of the district's registry that may be one person: a person says
/// whether they are.
@NullMarked
package cn.ruhu.desktop.linking;

import org.jspecify.annotations.NullMarked;
