/// Questionnaires of the district: which versions there are, trying one out, publishing one, taking
/// one out of use.
@NullMarked
package cn.ruhu.desktop.publishing;

import org.jspecify.annotations.NullMarked;
