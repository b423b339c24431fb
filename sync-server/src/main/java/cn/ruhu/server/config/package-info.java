/// What an operator may set, read from one file.
@NullMarked
package cn.ruhu.server.config;

import org.jspecify.annotations.NullMarked;
