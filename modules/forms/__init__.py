"""Requests and registers: designed by people, without code. Other modules import only these names."""
