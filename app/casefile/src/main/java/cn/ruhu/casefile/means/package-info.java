/// Rules by date, standards by date, who counts, and the income test in exact arithmetic (DOMAIN
/// §5).
@NullMarked
package cn.ruhu.casefile.means;

import org.jspecify.annotations.NullMarked;
