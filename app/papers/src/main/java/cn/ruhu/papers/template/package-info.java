/// A small template language without logic of its own: fields, lists, choices, parts.
@NullMarked
package cn.ruhu.papers.template;

import org.jspecify.annotations.NullMarked;
