"""« Nous nous en sommes inspirés »: a commune says where an idea comes from; the other is told, thanks or contests."""
