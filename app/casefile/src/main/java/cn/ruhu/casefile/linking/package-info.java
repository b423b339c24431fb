/// Whether two records speak of the same person (SYNC §2): normalise, block, weigh. Pure; finds and
/// explains, decides only what no person has to look at. A link never merges: both records stay as
/// they are, and taking the link away leaves nothing behind.
@NullMarked
package cn.ruhu.casefile.linking;

import org.jspecify.annotations.NullMarked;
