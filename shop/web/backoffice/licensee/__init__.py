"""The licensees' portal: each licensee's own products, orders, figures, agreements and team."""
