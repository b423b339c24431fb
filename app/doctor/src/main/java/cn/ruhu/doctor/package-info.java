@NullMarked
package cn.ruhu.doctor;

import org.jspecify.annotations.NullMarked;
