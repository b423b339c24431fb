/// The demonstration district, made through the inbox by ops of the right people.
@NullMarked
package cn.ruhu.server.demo;

import org.jspecify.annotations.NullMarked;
