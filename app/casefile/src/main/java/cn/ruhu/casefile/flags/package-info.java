/// Doubts (疑点 X01–X28) computed from a case: what a reviewer has to look at before judging.
@NullMarked
package cn.ruhu.casefile.flags;

import org.jspecify.annotations.NullMarked;
