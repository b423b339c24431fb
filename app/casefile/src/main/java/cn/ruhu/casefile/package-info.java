/// The shared heart: values that every part of 入户通 agrees on. Pure: no clock, no JSON, no window.
@NullMarked
package cn.ruhu.casefile;

import org.jspecify.annotations.NullMarked;
