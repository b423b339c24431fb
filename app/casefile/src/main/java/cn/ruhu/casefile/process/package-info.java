/// Stages, acts, roles and the guards between them (policy §13, §14, §19).
@NullMarked
package cn.ruhu.casefile.process;

import org.jspecify.annotations.NullMarked;
