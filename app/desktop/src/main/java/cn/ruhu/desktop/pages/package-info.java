/// Pages of a case, opened in place: brought from the district when another machine made them,
/// drawn upright, in a panel or large over the window. Shared by features.
@NullMarked
package cn.ruhu.desktop.pages;

import org.jspecify.annotations.NullMarked;
