/// Reports of change (变更申报): taken in at the window by keyboard, judged by the street beside what
/// the file says, written into the file by the window.
@NullMarked
package cn.ruhu.desktop.changes;

import org.jspecify.annotations.NullMarked;
