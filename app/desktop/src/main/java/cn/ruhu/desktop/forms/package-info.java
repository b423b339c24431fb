/// Shows a questionnaire: any XForm of `survey`, one calm column, only what changed drawn again.
/// Knows no visit and no case.
@NullMarked
package cn.ruhu.desktop.forms;

import org.jspecify.annotations.NullMarked;
