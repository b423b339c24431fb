@NullMarked
package cn.ruhu.survey;

import org.jspecify.annotations.NullMarked;
