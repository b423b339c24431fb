/// Words for people, kept out of the code.
@NullMarked
package cn.ruhu.server.words;

import org.jspecify.annotations.NullMarked;
