/// What a seal is put on: the list of everything a visit consists of.
@NullMarked
package cn.ruhu.casefile.evidence;

import org.jspecify.annotations.NullMarked;
