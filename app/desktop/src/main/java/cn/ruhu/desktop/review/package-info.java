/// Review: the queue of the street's and the district's reviewers, one case with its facts
/// compared, doubts disposed, questions sent back, and opinions or decisions signed.
@NullMarked
package cn.ruhu.desktop.review;

import org.jspecify.annotations.NullMarked;
