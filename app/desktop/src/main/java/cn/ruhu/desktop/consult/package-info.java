/// A trial for somebody who asks at the counter (咨询试算): six answers, nothing kept.
@NullMarked
package cn.ruhu.desktop.consult;

import org.jspecify.annotations.NullMarked;
