/// Aid that is paid by an older standard: what a new one changes, household by household.
@NullMarked
package cn.ruhu.desktop.recount;

import org.jspecify.annotations.NullMarked;
