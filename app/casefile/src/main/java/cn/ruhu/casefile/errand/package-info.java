/// Leads and what is handed on (policy §8, §12, §16): who may do what with them, until when.
@NullMarked
package cn.ruhu.casefile.errand;

import org.jspecify.annotations.NullMarked;
