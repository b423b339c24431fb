/// Questionnaires of a case that are no visit: the appraisal, the follow-up, how people were
/// served, and whatever else the district publishes.
@NullMarked
package cn.ruhu.desktop.questionnaires;

import org.jspecify.annotations.NullMarked;
